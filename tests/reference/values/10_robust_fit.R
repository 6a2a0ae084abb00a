source("_common.R"); suppressPackageStartupMessages(library(lavaan))
cat("lavaan", as.character(packageVersion("lavaan")), "\n")
# Reads data/HolzingerSwineford1939.csv and data/bfi.csv, written by 01_reliability.R. The searches go further than lavaan's defaults.
# 0.6-14 does not take the tolerance of the EM algorithm from cfa(), only from lavaan's options.
far <- list(rel.tol=1e-10, iter.max=5000, eval.max=10000)
wanted <- c("chisq","df","pvalue","chisq.scaled","pvalue.scaled","chisq.scaling.factor","cfi","tli","rmsea","cfi.scaled","tli.scaled","rmsea.scaled","rmsea.ci.lower.scaled","rmsea.ci.upper.scaled","baseline.chisq","baseline.chisq.scaling.factor","srmr","srmr_bentler","srmr_bentler_nomean","crmr","srmr_mplus")
robust <- function(name, model, data, ...) { f <- cfa(model, data, estimator="MLR", std.lv=TRUE, control=far, em.h1.iter.max=50000, em.h1.tol=1e-12, ...)
  put(paste0(name, "_fit"), fitMeasures(f, wanted)); put(paste0(name, "_n"), lavInspect(f, "nobs"))
  s <- standardizedSolution(f); put(paste0(name, "_std"), s[s$op == "=~", c("lhs","rhs","est.std","se")])
  p <- parameterEstimates(f); put(paste0(name, "_params"), p[p$op != "~1" & !(p$op == "~~" & p$lhs == p$rhs & p$se == 0), c("lhs","op","rhs","est","se")]) }
hs <- read.csv("data/HolzingerSwineford1939.csv")
three <- 'visual =~ x1+x2+x3
textual =~ x4+x5+x6
speed =~ x7+x8+x9'
robust("HS", three, hs)
# Ordinary fit of the same model beside: which SRMR the package prints by default.
plain <- cfa(three, hs); put("HS_srmr", fitMeasures(plain, c("srmr","srmr_bentler","srmr_bentler_nomean","rmr","crmr","srmr_mplus")))
bfi <- read.csv("data/bfi.csv", row.names=1)
# Six points, skewed, with gaps: few units, as in a survey of firms.
few <- bfi[1:140, c("A2","A3","A4","A5","C1","C2","C3","N1","N2","N3","N4","N5")]
robust("few", 'a =~ A2+A3+A4+A5
c =~ C1+C2+C3
n =~ N1+N2+N3+N4+N5', few, missing="fiml")
robust("one", 'n =~ N1+N2+N3+N4+N5', bfi, missing="fiml")
# Omega and what it divides by: the observed variance of the sum (compRelSEM of semTools), or the implied one.
x <- na.omit(bfi[,c("N1","N2","N3","N4","N5")]); f <- cfa("n =~ N1+N2+N3+N4+N5", x, std.lv=TRUE, control=far); l <- lavInspect(f, "est")$lambda
put("omega_observed", sum(l)^2/sum(lavInspect(f, "sampstat")$cov)); put("omega_implied", sum(l)^2/sum(fitted(f)$cov))
done("10_robust_fit")
