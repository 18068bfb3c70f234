/// A node of the answer and the way to it.
struct JSONPlace {
  let node: Int
  let pointer: String
}
