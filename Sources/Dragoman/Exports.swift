// Whoever builds a gateway writes `import Dragoman` and nothing else. What the protocols here speak
// of comes along: the messages, the document, what a backend is asked and answers, and what is said
// about a configuration. Each of these modules stands for one stage inside, where the import table
// keeps them apart; to the outside they are one library.
@_exported public import Configuration
@_exported public import Document
@_exported public import Encodings
@_exported public import Endpoints
@_exported public import Messages
@_exported public import Network
@_exported public import Shaping
