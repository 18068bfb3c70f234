/// A message that waits until one inside of it is written.
struct OutputFrame {
  /// Where it goes on.
  var cursor: UnsafePointer<UInt8>
  var end: UnsafePointer<UInt8>
  var table: UnsafePointer<OutputTable>
  /// The node of its object; of a `ListValue` that of its array.
  var object: Int
  /// The node of the list or map that is open in it, or -1.
  var array: Int
  /// The bit of the field whose list or map is open, or -1.
  var openBit: Int
}
