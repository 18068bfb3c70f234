import FuzzDriver
import GraphQLDocumentsFuzzing

runFuzzer { bytes in fuzzGraphQLDocuments(bytes) }
