import FuzzDriver
import JSONToWireFuzzing

runFuzzer { bytes in fuzzJSONToWire(bytes) }
