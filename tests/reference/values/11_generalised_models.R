source("_common.R"); suppressPackageStartupMessages({library(MASS); library(sandwich); library(survey)})
for (p in c("MASS","sandwich","survey")) cat(p, as.character(packageVersion(p)), "\n")
# survey's schools of California: a stratified sample with weights, and a sample of whole districts. No finite population correction.
tight <- glm.control(epsilon=1e-14, maxit=100)
# Reads data/survey_apistrat.csv and data/survey_apiclus1.csv, written by 07_causal.R.
s <- read.csv("data/survey_apistrat.csv"); c1 <- read.csv("data/survey_apiclus1.csv"); s$wide <- as.integer(s$sch.wide=="Yes"); c1$wide <- as.integer(c1$sch.wide=="Yes")
s$grade <- cut(s$api00, c(0,550,650,750,1000), labels=FALSE); c1$grade <- cut(c1$api00, c(0,550,650,750,1000), labels=FALSE)
both <- function(b, V, z=TRUE) data.frame(name=names(b), b=unname(b), se=unname(sqrt(diag(as.matrix(V)))))
# Units that count the same, HC0: logit, Poisson, negative binomial; average marginal effects by the delta method.
logit <- glm(wide ~ ell + meals + mobility, binomial, s, control=tight); put("logit_hc0", both(coef(logit), vcovHC(logit, type="HC0")))
put("logit_pseudo_r2", 1 - logit$deviance/logit$null.deviance)
pois <- glm(mobility ~ ell + meals + wide, poisson, s, control=tight); put("poisson_hc0", both(coef(pois), vcovHC(pois, type="HC0")))
put("poisson_pseudo_r2", as.numeric(1 - logLik(pois)/logLik(update(pois, . ~ 1))))
nb <- glm.nb(mobility ~ ell + meals + wide, s, control=tight); put("negbin_hc0", both(coef(nb), vcovHC(nb, type="HC0"))); put("negbin_theta", nb$theta)
ame <- function(f, V, data, w=rep(1, nrow(data))) { X <- model.matrix(f); b <- coef(f); w <- w/sum(w); inv <- f$family$linkinv
  value <- function(b, k) if (all(X[,k] %in% 0:1)) { A <- X; A[,k] <- 1; B <- X; B[,k] <- 0; sum(w*(inv(drop(A%*%b)) - inv(drop(B%*%b)))) } else { e <- drop(X%*%b); sum(w*f$family$mu.eta(e))*b[k] }
  do.call(rbind, lapply(2:length(b), function(k) { g <- numeric(length(b)); for (j in seq_along(b)) { h <- 1e-5*max(1,abs(b[j])); u <- b; l <- b; u[j] <- u[j]+h; l[j] <- l[j]-h; g[j] <- (value(u,k)-value(l,k))/(2*h) }
    data.frame(name=names(b)[k], effect=unname(value(b,k)), se=sqrt(drop(g %*% V %*% g))) })) }
put("logit_ame", ame(logit, vcovHC(logit, type="HC0"), s)); put("poisson_ame", ame(pois, vcovHC(pois, type="HC0"), s))
put("logit_wald", { V <- vcovHC(logit, type="HC0")[2:4,2:4]; R <- rbind(c(1,-1,0),c(1,0,-1)); d <- R %*% coef(logit)[2:4]; x <- drop(t(d) %*% solve(R %*% V %*% t(R)) %*% d); c(f=x/2, p=pchisq(x, 2, lower.tail=FALSE)) })
# The searches of polr and svyolr stop early: predictors in units of about their deviation, and far into the search.
far <- list(reltol=1e-16, maxit=5000); polr1 <- polr(factor(grade) ~ I(ell/20) + I(meals/30) + I(mobility/12), s, Hess=TRUE, control=far); put("polr", both(coef(polr1), vcov(polr1)[1:3,1:3])); put("polr_loglik", as.numeric(logLik(polr1)))
# By the sample design: strata and weights; clusters and weights; and a part of the sample only (schools with few pupils learning English).
design <- list(strat=svydesign(id=~1, strata=~stype, weights=~pw, data=s), clus=svydesign(id=~dnum, weights=~pw, data=c1), part=subset(svydesign(id=~1, strata=~stype, weights=~pw, data=s), ell < 30))
for (d in names(design)) { D <- design[[d]]
  f <- svyglm(api00 ~ ell + meals + mobility, D); put(paste0(d,"_numeric"), both(coef(f), vcov(f))); put(paste0(d,"_df"), f$df.residual)
  f <- svyglm(wide ~ ell + meals + mobility, D, family=quasibinomial, control=tight); put(paste0(d,"_binary"), both(coef(f), vcov(f))); put(paste0(d,"_binary_ame"), ame(f, vcov(f), NULL, weights(f$survey.design)[weights(f$survey.design) > 0]))
  f <- svyglm(mobility ~ ell + meals + wide, D, family=quasipoisson, control=tight); put(paste0(d,"_count"), both(coef(f), vcov(f)))
  f <- svyolr(factor(grade) ~ I(ell/20) + I(meals/30) + I(mobility/12), D, control=far); put(paste0(d,"_ordinal"), both(coef(f)[1:3], vcov(f)[1:3,1:3])); put(paste0(d,"_ordinal_df"), f$df.residual) }
f <- svyglm(wide ~ ell + meals + mobility, design$strat, family=quasibinomial, control=tight); put("strat_wald", { t <- regTermTest(f, ~ ell + meals); c(f=t$Ftest, p=t$p) }); put("strat_ell", { x <- summary(f)$coefficients["ell",]; c(t=unname(x[3]), p=unname(x[4])) })
done("11_generalised_models")
