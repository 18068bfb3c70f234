import Bytes
import HTTPBackend
import Messages

/// What must hold for any target (first line) and any `Location` (the rest); nil, or what did not
/// hold.
public func fuzzRedirect(_ bytes: Span<UInt8>) -> String? {
  let parts = bytes.array().split(
    separator: ASCII.lineFeed, maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, let current = OriginFormTarget(Array(parts[0])) else { return nil }
  let location = Array(parts[1])
  guard let place = try? RedirectLocation(location.span, from: current.bytes) else { return nil }
  if OriginFormTarget(place.target.bytes) == nil { return "the target cannot be sent" }
  // A path that was given has no dots left; one that stayed is as it was.
  let path = place.target.bytes.prefix { $0 != ASCII.question }
  let staysHere = path.elementsEqual(current.bytes.prefix { $0 != ASCII.question })
  let segments = path.split(separator: ASCII.slash, omittingEmptySubsequences: false)
  if !staysHere, segments.contains(where: { $0.elementsEqual(".".utf8) || isParent($0) }) {
    return "dots are left in \(segments)"
  }
  return again(place, staysHere: staysHere)
}

private func isParent(_ segment: ArraySlice<UInt8>) -> Bool { segment.elementsEqual("..".utf8) }

/// Where a place is named in full, it is the same place from anywhere.
private func again(_ place: RedirectLocation, staysHere: Bool) -> String? {
  guard let authority = place.authority, !staysHere else { return nil }
  let scheme = place.isSecure.map { $0 ? "https:" : "http:" } ?? ""
  let text = Array("\(scheme)//".utf8) + authority.bytes + place.target.bytes
  guard let other = try? RedirectLocation(text.span, from: Array("/else/where?x".utf8)) else {
    return "its own text is refused"
  }
  return other == place ? nil : "its own text leads to \(other.target.bytes)"
}
