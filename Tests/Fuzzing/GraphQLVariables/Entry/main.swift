import FuzzDriver
import GraphQLVariablesFuzzing

runFuzzer { bytes in fuzzGraphQLVariables(bytes) }
