import FeedFuzzing
import FuzzDriver

runFuzzer { bytes in fuzzFeed(bytes) }
