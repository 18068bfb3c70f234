import FuzzDriver
import HTTPRulesFuzzing

runFuzzer { bytes in fuzzHTTPRules(bytes) }
