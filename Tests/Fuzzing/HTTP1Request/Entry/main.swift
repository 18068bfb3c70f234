import FuzzDriver
import HTTP1RequestFuzzing

runFuzzer { bytes in fuzzHTTP1Request(bytes) }
