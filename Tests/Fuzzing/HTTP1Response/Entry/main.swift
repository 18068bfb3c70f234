import FuzzDriver
import HTTP1ResponseFuzzing

runFuzzer { bytes in fuzzHTTP1Response(bytes) }
