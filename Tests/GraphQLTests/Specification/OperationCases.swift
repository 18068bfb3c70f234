/// §5.2: operations; §5.3.1, §5.3.3, §5.4: fields and their arguments.
extension SpecificationCase {
  static let operationCases: [SpecificationCase] = [
    .valid(
      "5.2.1.1",
      "query A { version } query B { version } mutation C { rename(id: 1, name: "
        + "\"x\") { id } }"),
    .wrong("5.2.1.1", "query A { version } query §A { version }", "two operations 'A'"),
    .wrong("5.2.1.1", "query A { version } subscription §A { removed }", "two operations 'A'"),
    .wrong("5.2.1.1", "query A { version } query §A { version } query §A { version }", "two"),
    .wrong("5.2.2.1", "§{ version } query B { version }", "has to be the only one"),
    .wrong("5.2.2.1", "§{ version } §{ version }", "has to be the only one"),
    .wrong("5.2.2.1", "query A { version } §query { version }", "has to be the only one"),
    .valid("5.2.3.1", "subscription S { changed(id: 1) { id name } }"),
    .valid("5.2.3.1", "subscription S { ...F } fragment F on Subscription { removed }"),
    .valid("5.2.3.1", "subscription S { removed removed }"),
    .wrong("5.2.3.1", "subscription S { removed §changed { id } }", "a single field at its root"),
    .wrong("5.2.3.1", "subscription S { removed §other: removed }", "'removed' or 'other'"),
    .wrong(
      "5.2.3.1", "subscription S { ...F §removed } fragment F on Subscription { changed { id } }",
      "a single field"),
    .wrong("5.2.3.1", "subscription { §__typename }", "cannot ask for '__typename'"),
    .wrong(
      "5.2.3.1", "subscription ($b: Boolean!) { §removed @skip(if: $b) }", "@skip or @include"),
    .wrong(
      "5.2.3.1", "subscription ($b: Boolean!) { ... @include(if: $b) { §removed } }",
      "@skip or @include"),
  ]

  static let fieldCases: [SpecificationCase] = [
    // 5.3.1 Field selections.
    .valid("5.3.1", "{ __typename __schema { types { name } } __type(name: \"User\") { kind } }"),
    .valid("5.3.1", "{ search { __typename ... on Named { name } } }"),
    .valid("5.3.1", "{ node(id: 1) { id __typename } }"),
    .invalid(
      "5.3.1", "{ §vrsion }", "the type Query has no field 'vrsion'; did you mean 'version'?"),
    .invalid("5.3.1", "{ user(id: 1) { §nme §agee } }", "did you mean 'name'?"),
    .invalid("5.3.1", "{ node(id: 1) { §price } }", "but Product has: write '... on Product"),
    .invalid("5.3.1", "{ search { §name } }", "the type Result has no field 'name', but Product"),
    .invalid("5.3.1", "{ user(id: 1) { §__schema { types { name } } } }", "no field '__schema'"),
    .invalid("5.3.1", "{ review { §id } }", "the type Review has no field 'id'"),
    .invalid("5.3.1", "mutation { §version }", "the type Mutation has no field 'version'"),
    .invalid(
      "5.3.1", "{ user(id: 1) { friends { best { §nam } } } }", "the type Node has no field"),
    .invalid("5.3.1", "{ ...F } fragment F on Query { §verzion }", "did you mean 'version'?"),
    .invalid("5.3.1", "{ __schema { types { §nam } } }", "the type __Type has no field 'nam'"),
    // 5.3.3 Leaf field selections.
    .invalid("5.3.3", "{ §version { id } }", "which has no fields to select"),
    .invalid("5.3.3", "{ user(id: 1) { §role { name } } }", "Role, which has no fields"),
    .invalid("5.3.3", "{ §user(id: 1) }", "the fields that are wanted have to follow"),
    .invalid("5.3.3", "{ §node(id: 1) }", "Node: the fields that are wanted"),
    .invalid("5.3.3", "{ §search }", "[Result!]!: the fields that are wanted"),
    // 5.4.1 Argument names, 5.4.2 uniqueness, required arguments.
    .valid("5.4.1", "{ search(first: 1, text: \"x\") { __typename } }"),
    .invalid("5.4.1", "{ search(§frst: 1) { __typename } }", "did you mean 'first'?"),
    .invalid("5.4.1", "{ version(§a: 1, §b: 2) }", "Query.version has no argument 'a'"),
    .invalid("5.4.1", "{ version @trace(§lvel: 1) }", "@trace has no argument 'lvel'"),
    .wrong("5.4.2", "{ search(first: 1, §first: 2) { __typename } }", "the argument 'first' twice"),
    .wrong("5.4.2", "{ version @skip(if: true, §if: false) }", "the argument 'if' twice"),
    .invalid("5.4.3", "{ §user { id } }", "requires the argument 'id' of the type ID!"),
    .invalid("5.4.3", "{ user(id: §null) { id } }", "is ID!, not null"),
    .valid("5.4.3", "{ price }"),
    .invalid("5.4.3", "mutation { §§rename { id } }", "requires the argument 'id'"),
    .wrong("5.4.3", "{ version @§skip }", "requires the argument 'if'"),
    .invalid("5.4.3", "{ version @§tag }", "@tag requires the argument 'name'"),
  ]
}
