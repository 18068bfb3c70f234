import FuzzDriver
import ShapingFuzzing

runFuzzer { bytes in fuzzShaping(bytes) }
