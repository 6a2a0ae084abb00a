source("_common.R"); suppressPackageStartupMessages(library(metafor)); cat("metafor", as.character(packageVersion("metafor")), "\n")
# What 04_meta.R leaves out: few and many studies, no and huge differences between them, the studies left out one by one.
# Fisher scoring goes as far as numbers allow.
far <- list(threshold=1e-11, maxiter=10000)
all_of <- function(r) { p <- predict(r); c(b=as.numeric(r$beta), se=r$se, p=r$pval, ci.lb=r$ci.lb, ci.ub=r$ci.ub, pi.lb=p$pi.lb, pi.ub=p$pi.ub, tau2=r$tau2, I2=r$I2, H2=r$H2, QE=r$QE, QEp=r$QEp) }
studies <- list()
add <- function(name, yi, vi) { studies[[name]] <<- data.frame(set=name, yi=yi, vi=vi)
  for (test in c("knha", "adhoc")) put(paste(name, test, sep="_"), all_of(rma(yi, vi, method="REML", test=test, control=far)))
  r <- rma(yi, vi, method="REML", test="knha", control=far)
  put(paste0(name, "_weights"), as.numeric(weights(r)))
  put(paste0(name, "_tau2_ci"), as.numeric(confint(r, control=list(tau2.max=1e6, tol=1e-14))$random[1, ])) }
set.seed(20261130)
drawn <- function(k, tau, within) { vi <- runif(k, 0.2, 2) * within; data.frame(yi=rnorm(k, 0.3, sqrt(vi + tau^2)), vi=vi) }
for (k in c(2, 3, 5, 10, 20, 40)) { d <- drawn(k, 0.25, 0.02); add(paste0("k", k), d$yi, d$vi) }
# Closer to one another than their errors: no variance between studies.
add("none", c(0.30, 0.31, 0.29, 0.305), c(0.02, 0.03, 0.025, 0.04))
# Two that agree, and two that do not.
add("two_alike", c(0.30, 0.32), c(0.02, 0.03))
add("two_apart", c(-0.4, 0.9), c(0.02, 0.03))
# Effects thousands of errors apart, and errors of very different size.
d <- drawn(12, 50, 0.0001); add("huge", d$yi, d$vi)
add("unequal", c(0.1, 0.5, 0.2, 0.9), c(1e-6, 0.2, 0.003, 1.5))
write.csv(do.call(rbind, studies), file.path("data", "meta_analysis_sets.csv"), row.names=FALSE)
left <- leave1out(rma(yi, vi, data=studies$k5, method="REML", test="knha", control=far))
put("left_k5", cbind(b=left$estimate, se=left$se, ci.lb=left$ci.lb, ci.ub=left$ci.ub, tau2=left$tau2, Q=left$Q, I2=left$I2))
# The same likelihood, searched without metafor.
reml <- function(tau2, yi, vi) { w <- 1/(vi+tau2); m <- sum(w*yi)/sum(w); sum(log(vi+tau2)) + log(sum(w)) + sum(w*(yi-m)^2) }
for (name in names(studies)) { d <- studies[[name]]; put(paste0(name, "_optimize"), optimize(reml, c(0, 100*var(d$yi)+1e-6), yi=d$yi, vi=d$vi, tol=1e-12)$minimum) }
done("12_meta_analysis")
