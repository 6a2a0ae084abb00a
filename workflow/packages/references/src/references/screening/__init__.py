"""Round trips with the tools that review teams screen in: Rayyan and ASReview."""
