/// §5.8: variables.
extension SpecificationCase {
  static let variableCases: [SpecificationCase] = [
    .wrong(
      "5.8.1", "query ($a: ID!, $§a: ID!) { user(id: $a) { id } }",
      "has the variable '$a' twice"),
    .valid(
      "5.8.1",
      "query A($a: ID!) { ...F } query B($a: ID!) { ...F } fragment F on Query { user(id: "
        + "$a) { id } }"),
    .valid(
      "5.8.2",
      "query ($f: Filter, $c: Currency!, $x: Code) { search(filter: $f) { __typename } "
        + "price(in: $c) pick(code: $x) }"),
    .invalid("5.8.2", "query ($u: §User) { pick(code: {a: $u}) }", "User is no type of them"),
    .invalid(
      "5.8.2", "query ($u: §[Node!]) { pick(code: {a: $u}) }",
      "Node is no type of them"),
    .invalid("5.8.2", "query ($u: §Result) { pick(code: [$u]) }", "Result is no type of them"),
    .invalid("5.8.2", "query ($u: §Filtr) { pick(code: [$u]) }", "did you mean 'Filter'?"),
    .wrong("5.8.3", "{ user(id: §$id) { id } }", "the query has no variable '$id'"),
    .wrong(
      "5.8.3", "query Q($ident: ID!) { user(id: §$idnt) { id } u: user(id: $ident) { id } }",
      "did you mean 'ident'?"),
    .wrong(
      "5.8.3", "query Q { ...F } fragment F on Query { user(id: §$id) { id } }", "the query 'Q'"),
    .wrong(
      "5.8.3",
      "query A($id: ID!) { ...F } query B { ...F } fragment F on Query { user(id: §$id) "
        + "{ id } }", "the query 'B' has no variable"),
    .wrong(
      "5.8.3",
      "{ ...F } fragment F on Query { ...G } fragment G on Query { version @skip(if: §$s) }",
      "no variable '$s'"),
    .wrong(
      "5.8.3", "{ search(filter: {owner: §$o, roles: [§$r]}) { __typename } }", "no variable '$o'"),
    .wrong("5.8.3", "{ version ... @include(if: §$x) { version } }", "no variable '$x'"),
    .wrong("5.8.4", "query ($§a: Int) { version }", "the variable '$a' of the query is not used"),
    .wrong("5.8.4", "query Q($a: ID!, $§b: Int) { user(id: $a) { id } }", "of the query 'Q'"),
    .wrong(
      "5.8.4", "query A($§a: ID!) { version } query B($a: ID!) { user(id: $a) { id } }", "'A'"),
    .valid("5.8.4", "query ($a: Boolean!) { version @skip(if: $a) }"),
    .valid(
      "5.8.4",
      "query ($a: ID!) { ...F } fragment F on Query { ...G } fragment G on Query { "
        + "user(id: $a) { id } }"),
    // 5.8.5 Positions.
    .valid("5.8.5", "query ($a: Int!) { search(first: $a) { __typename } }"),
    .valid("5.8.5", "query ($a: Currency) { price(in: $a) }"),
    .valid("5.8.5", "query ($a: ID = 1) { user(id: $a) { id } }"),
    .valid("5.8.5", "query ($a: [Boolean!]!) { flags(list: $a) }"),
    .valid("5.8.5", "query ($a: [Int!]) { flags(matrix: [$a]) }"),
    .valid("5.8.5", "query ($a: Boolean!) { flags(list: [$a]) }"),
    .valid("5.8.5", "query ($t: String) { search(filter: {owner: 1, text: $t}) { __typename } }"),
    .valid("5.8.5", "query ($a: Boolean = false) { version @include(if: $a) }"),
    .invalid("5.8.5", "query ($a: ID) { user(id: §$a) { id } }", "'$a' is ID, and ID! is expected"),
    .invalid("5.8.5", "query ($a: String!) { user(id: §$a) { id } }", "is String!, and ID!"),
    .invalid("5.8.5", "query ($a: ID = null) { user(id: §$a) { id } }", "ID! is expected"),
    .invalid("5.8.5", "query ($a: Int) { flags(list: §$a) }", "[Boolean!] is expected"),
    .invalid("5.8.5", "query ($a: Boolean) { flags(list: [§$a]) }", "Boolean! is expected"),
    .invalid("5.8.5", "query ($a: [Boolean]) { flags(list: §$a) }", "[Boolean!] is expected"),
    .invalid("5.8.5", "query ($a: Boolean!) { flags(list: §$a) }", "[Boolean!] is expected"),
    .invalid(
      "5.8.5", "query ($a: [Int]) { search(first: §$a) { __typename } }", "is [Int], and Int"),
    .invalid(
      "5.8.5", "query ($a: ID) { search(filter: {owner: §$a}) { __typename } }", "ID! is expected"),
    .invalid(
      "5.8.5", "query ($a: ID) { ...F } fragment F on Query { user(id: §$a) { id } }", "ID!"),
    .wrong("5.8.5", "query ($a: Boolean) { version @skip(if: §$a) }", "Boolean! is expected"),
    .wrong("5.8.5", "query ($a: String!) { version @skip(if: §$a) }", "is String!, and Boolean!"),
  ]
}
