import FuzzDriver
import YAMLFuzzing

runFuzzer { bytes in fuzzYAML(bytes) }
