import FuzzDriver
import GRPCFramingFuzzing

runFuzzer { bytes in fuzzGRPCFraming(bytes) }
