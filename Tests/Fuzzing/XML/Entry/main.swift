import FuzzDriver
import XMLFuzzing

runFuzzer { bytes in fuzzXML(bytes) }
