import CallsFuzzing
import FuzzDriver

runFuzzer { bytes in fuzzCall(bytes) }
