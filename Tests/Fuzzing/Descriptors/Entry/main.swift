import DescriptorsFuzzing
import FuzzDriver

runFuzzer { bytes in fuzzDescriptors(bytes) }
