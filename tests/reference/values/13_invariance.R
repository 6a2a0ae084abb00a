source("_common.R"); suppressPackageStartupMessages(library(lavaan))
cat("lavaan", as.character(packageVersion("lavaan")), "\n")
# Reads data/HolzingerSwineford1939.csv and data/bfi.csv, written by 01_reliability.R. The searches go further than lavaan's defaults.
far <- list(rel.tol=1e-10, iter.max=5000, eval.max=10000)
wanted <- c("chisq","df","pvalue","cfi","rmsea","logl","baseline.chisq","baseline.df")
steps <- list(configural="", metric="loadings", scalar=c("loadings","intercepts"))
invariance <- function(name, model, data, group, ...) { fits <- lapply(steps, function(equal) cfa(model, data, group=group, group.equal=equal, std.lv=TRUE, meanstructure=TRUE, control=far, em.h1.iter.max=50000, em.h1.tol=1e-12, ...))
  for (step in names(steps)) put(paste(name, step, sep="_"), fitMeasures(fits[[step]], wanted))
  e <- parameterEstimates(fits$scalar); put(paste0(name, "_means"), e[e$op == "~1" & e$lhs %in% lavNames(fits$scalar, "lv") & e$group > 1, c("lhs","group","est","se")])
  put(paste0(name, "_variances"), e[e$op == "~~" & e$lhs %in% lavNames(fits$scalar, "lv") & e$group > 1, c("lhs","rhs","group","est")])
  put(paste0(name, "_n"), lavInspect(fits$scalar, "nobs")); fits }
hs <- read.csv("data/HolzingerSwineford1939.csv")
three <- 'visual =~ x1+x2+x3
textual =~ x4+x5+x6
speed =~ x7+x8+x9'
fits <- invariance("HS", three, hs, "school")
# Gaps, several groups, a factor with two items.
bfi <- read.csv("data/bfi.csv", row.names=1); bfi <- bfi[bfi$education %in% c(1, 2, 5), ]
bfi <- do.call(rbind, lapply(split(bfi, bfi$education), head, 150))
invariance("bfi", 'a =~ A2+A3
c =~ C1+C2+C3
n =~ N1+N2+N3+N4', bfi, "education", missing="fiml")
# Alignment (Asparouhov & Muthén, 2014) written out, from lavaan's estimates: loss of one factor by Nelder and Mead, from several starts.
align <- function(loadings, intercepts, n) { groups <- nrow(loadings); pairs <- combn(groups, 2)
  loss <- function(free) { means <- c(0, free[1:(groups-1)]); sds <- exp(c(0, free[groups:(2*groups-2)])); l <- loadings/sds; i <- intercepts - means*l
    sum(apply(pairs, 2, function(p) sqrt(n[p[1]]*n[p[2]]) * sum(((l[p[1],]-l[p[2],])^2+0.01)^0.25 + ((i[p[1],]-i[p[2],])^2+0.01)^0.25)))/1000 }
  best <- NULL; for (start in list(c(0,0), c(0.7,0), c(-0.7,0), c(0,0.4), c(0,-0.4))) { at <- rep(start, each=groups-1); for (again in 1:20) { o <- optim(at, loss, control=list(maxit=20000, reltol=1e-16)); at <- o$par }; if (is.null(best) || o$value < best$value) best <- o }
  c(mean=best$par[1:(groups-1)], sd=exp(best$par[groups:(2*groups-2)])) }
estimates <- lavInspect(fits$configural, "est"); groups <- names(estimates)
for (factor in c("visual", "textual", "speed")) { items <- which(estimates[[1]]$lambda[, factor] != 0)
  put(paste0("HS_aligned_", factor), align(t(sapply(groups, function(g) estimates[[g]]$lambda[items, factor])), t(sapply(groups, function(g) estimates[[g]]$nu[items, 1])), lavInspect(fits$configural, "nobs"))) }
done("13_invariance")
