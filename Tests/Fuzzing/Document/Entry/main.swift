import DocumentFuzzing
import FuzzDriver

runFuzzer { bytes in fuzzDocument(bytes) }
