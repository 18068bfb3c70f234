import FuzzDriver
import HTTP2ClientFuzzing

runFuzzer { bytes in fuzzHTTP2Client(bytes) }
