import FuzzDriver
import ReferencesFuzzing

runFuzzer { bytes in fuzzReference(bytes) }
