"""Run question sets, score the answers, compare runs; and the benchmark scripts."""
