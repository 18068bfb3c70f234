/// §5.6: values of the right type; §5.7: directives.
extension SpecificationCase {
  static let inputCases: [SpecificationCase] = [
    // 5.6.1 Values of correct type.
    .valid("5.6.1", "{ user(id: \"x\") { id } }"),
    .valid("5.6.1", "{ user(id: 12345678901234567890) { id } }"),
    .valid("5.6.1", "{ price(factor: 1) }"),
    .valid("5.6.1", "{ search(first: 2147483647) { __typename } }"),
    .valid("5.6.1", "{ pick(code: 1) a: pick(code: \"x\") b: pick(code: [1, {c: ENUM}]) }"),
    .valid("5.6.1", "{ flags(list: true) }"),
    .valid("5.6.1", "{ flags(matrix: 1) }"),
    .invalid("5.6.1", "{ search(first: §\"1\") { __typename } }", "is Int, not \"1\""),
    .invalid("5.6.1", "{ search(first: §1.0) { __typename } }", "is Int, not 1.0"),
    .invalid("5.6.1", "{ search(first: §2147483648) { __typename } }", "is Int, not 2147483648"),
    .invalid("5.6.1", "{ search(first: §-2147483649) { __typename } }", "is Int"),
    .invalid("5.6.1", "{ search(first: §true) { __typename } }", "is Int, not true"),
    .invalid("5.6.1", "{ search(first: §ONE) { __typename } }", "is Int, not ONE"),
    .invalid("5.6.1", "{ search(text: §1) { __typename } }", "is String, not 1"),
    .invalid("5.6.1", "{ search(text: §x) { __typename } }", "is String, not x"),
    .invalid("5.6.1", "{ price(factor: §\"1.5\") }", "is Float, not"),
    .invalid("5.6.1", "{ price(factor: §1e999) }", "is Float, not 1e999"),
    .invalid("5.6.1", "{ flags(one: §1) }", "is Boolean, not 1"),
    .invalid("5.6.1", "{ flags(one: §\"true\") }", "is Boolean, not \"true\""),
    .invalid("5.6.1", "{ user(id: §1.5) { id } }", "is ID, not 1.5"),
    .invalid("5.6.1", "{ user(id: §true) { id } }", "not true"),
    .invalid("5.6.1", "{ price(in: §\"USD\") }", "write USD without quotes"),
    .invalid("5.6.1", "{ price(in: §USE) }", "no value 'USE'; did you mean 'USD'?"),
    .invalid("5.6.1", "{ price(in: §1) }", "is Currency, not 1"),
    .invalid("5.6.1", "{ price(in: §true) }", "is Currency, not true"),
    .invalid("5.6.1", "{ price(in: §null) }", "is Currency!, not null"),
    .invalid("5.6.1", "{ flags(list: [true, §null, §1]) }", "is Boolean!, not null"),
    .invalid("5.6.1", "{ flags(matrix: [[§\"1\"]]) }", "is Int, not"),
    .invalid("5.6.1", "{ flags(one: §[true]) }", "is Boolean, not [true]"),
    .invalid("5.6.1", "{ search(filter: §\"x\") { __typename } }", "is Filter, not \"x\""),
    .invalid("5.6.1", "{ search(first: §{a: 1}) { __typename } }", "is Int, not {a: 1}"),
    .wrong(
      "5.6.1", "query ($a: Int = §\"1\") { search(first: $a) { __typename } }", "default of '$a'"),
    .wrong(
      "5.6.1", "query ($a: Int! = §null) { search(first: $a) { __typename } }", "Int!, not null"),
    .wrong("5.6.1", "{ version @skip(if: §\"no\") }", "is Boolean, not \"no\""),
    // 5.6.2 Input object field names, 5.6.3 uniqueness, 5.6.4 required fields, @oneOf.
    .invalid(
      "5.6.2", "{ search(filter: {owner: 1, §minimun: 1}) { __typename } }",
      "did you mean 'minimum'?"),
    .invalid(
      "5.6.2", "{ search(filter: {owner: 1, inner: {owner: 1, §x: 2}}) { __typename } }",
      "the input Filter has no field 'x'"),
    .wrong("5.6.3", "{ search(filter: {owner: 1, §owner: 2}) { __typename } }", "given twice"),
    .wrong("5.6.3", "{ pick(code: {a: 1, §a: 2}) }", "'a' is given twice"),
    .invalid(
      "5.6.4", "{ search(filter: §{minimum: 1}) { __typename } }", "requires the field 'owner'"),
    .invalid("5.6.4", "{ search(filter: {owner: §null}) { __typename } }", "is ID!, not null"),
    .invalid("5.6.4", "{ search(filter: {owner: 1, text: §null}) { __typename } }", "not null"),
    .invalid(
      "5.6.4", "{ search(filter: {owner: 1, roles: [ADMIN, §ADMN]}) { __typename } }",
      "did you mean 'ADMIN'?"),
    .valid("5.6.5", "{ find(by: {id: 1}) { id } }"),
    .valid("5.6.5", "query ($e: String!) { find(by: {email: $e}) { id } }"),
    .invalid("5.6.5", "{ find(by: §{}) { id } }", "takes exactly one field"),
    .invalid("5.6.5", "{ find(by: §{id: 1, email: \"x\"}) { id } }", "takes exactly one field"),
    .invalid("5.6.5", "{ find(by: §{id: null}) { id } }", "takes exactly one field"),
    .invalid("5.6.5", "query ($e: String) { find(by: {email: §$e}) { id } }", "has to be String!"),
  ]

  static let directiveCases: [SpecificationCase] = [
    .valid("5.7.1", "{ version @trace }"),
    .invalid("5.7.1", "{ version @§trac }", "no directive @trac; did you mean 'trace'?"),
    .invalid("5.7.1", "query Q @§unknown { version @§unknown }", "no directive @unknown"),
    .wrong("5.7.2", "query @§skip(if: true) { version }", "@skip cannot stand at a query"),
    .wrong(
      "5.7.2", "{ ...F } fragment F on Query @§include(if: true) { version }",
      "cannot stand at a fragment definition"),
    .invalid("5.7.2", "{ ... @§trace { version } }", "cannot stand at a inline fragment"),
    .invalid("5.7.2", "mutation @§trace { rename(id: 1, name: \"\") { id } }", "at a mutation"),
    .wrong("5.7.2", "{ version @§deprecated }", "@deprecated cannot stand at a field"),
    .valid("5.7.2", "query ($id: ID! @tag(name: \"x\")) { user(id: $id) { id } }"),
    .wrong("5.7.3", "{ version @skip(if: true) @§skip(if: false) }", "stands here twice"),
    .invalid("5.7.3", "{ version @trace @§trace }", "stands here twice"),
    .valid("5.7.3", "{ version @tag(name: \"a\") @tag(name: \"b\") }"),
    .valid("5.7.3", "{ version @skip(if: true) a: version @skip(if: false) }"),
  ]
}
