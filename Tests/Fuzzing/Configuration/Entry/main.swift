import ConfigurationFuzzing
import FuzzDriver

runFuzzer { bytes in fuzzConfiguration(bytes) }
