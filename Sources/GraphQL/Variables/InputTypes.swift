/// A finished `InputTable`, shared by the variables of an operation: one reference, however much of
/// it there is.
final class InputTypes: Sendable {
  let types: [InputTable.InputType]
  let objects: [InputTable.InputObject]

  init(_ table: InputTable) {
    types = table.types
    objects = table.objects
  }
}
