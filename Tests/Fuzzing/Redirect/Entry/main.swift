import FuzzDriver
import RedirectFuzzing

runFuzzer { bytes in fuzzRedirect(bytes) }
