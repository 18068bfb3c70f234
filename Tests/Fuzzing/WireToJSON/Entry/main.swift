import FuzzDriver
import WireToJSONFuzzing

runFuzzer { bytes in fuzzWireToJSON(bytes) }
