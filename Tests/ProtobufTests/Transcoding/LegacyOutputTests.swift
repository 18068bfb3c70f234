import Document
import Protobuf
import Testing

@Suite("proto2 as JSON")
struct LegacyOutputTests {
  @Test("groups are objects, alone or in a list")
  func groups() throws {
    #expect(
      try Transcoding.json(
        [
          .text(1, "x"), .group(2, [.varint(1, 5)]), .group(3, [.packed(1, [1, 2])]), .group(3, []),
        ], "legacy.Tree") == #"{"id":"x","leaf":{"size":5},"branch":[{"codes":[1,2]},{}]}"#)
  }

  @Test("a group that is there twice is merged")
  func mergedGroups() throws {
    #expect(
      try Transcoding.json(
        [.group(2, [.varint(1, 5)]), .text(1, "x"), .group(2, [.varint(1, 6)])], "legacy.Tree")
        == #"{"leaf":{"size":6},"id":"x"}"#)
  }

  @Test("extensions go by their full names in brackets")
  func extensions() throws {
    #expect(
      try Transcoding.json(
        [.text(100, "n"), .varint(101, 3), .message(150, [.text(1, "y")])], "legacy.Tree")
        == #"{"[legacy.note]":"n","[legacy.Tree.level]":"HIGH","[legacy.more]":[{"id":"y"}]}"#)
  }

  @Test("members of a message set travel as groups of number and content, in any order")
  func messageSets() throws {
    let json = #"{"[legacy.Member.member]":{"name":"m"}}"#
    let number = WirePart.varint(2, 2_147_483_646)
    let content = WirePart.message(3, [.text(1, "m")])
    #expect(try Transcoding.json([.group(1, [number, content])], "legacy.Set") == json)
    #expect(try Transcoding.json([.group(1, [content, number])], "legacy.Set") == json)
    #expect(
      try Transcoding.json(
        [.group(1, [number, .message(3, [])]), .group(1, [number, content])], "legacy.Set") == json)
    #expect(try Transcoding.json([.group(1, [number]), .group(7, [])], "legacy.Set") == "{}")
  }

  @Test("unset fields stand for their defaults where they are printed")
  func defaults() throws {
    let json = try Transcoding.json([], "legacy.Defaults", .krakend(KrakenDShape()))
    #expect(
      json == #"{"d":"-Infinity","f":1.5,"n":"NaN","i":-7,"l":-9223372036854775808,"#
        + #""u":18446744073709551615,"b":true,"s":"a\"b\nü","y":"AAEi/1x4","e":3,"#
        + #""x":4294967295,"z":-2147483648}"#)
  }
}
