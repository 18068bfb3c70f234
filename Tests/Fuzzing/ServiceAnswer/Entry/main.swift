import FuzzDriver
import ServiceAnswerFuzzing

runFuzzer { bytes in fuzzServiceAnswer(bytes) }
