import FuzzDriver
import RoutingFuzzing

runFuzzer { bytes in fuzzRouting(bytes) }
