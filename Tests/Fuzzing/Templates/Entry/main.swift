import FuzzDriver
import TemplatesFuzzing

runFuzzer { bytes in fuzzTemplate(bytes) }
