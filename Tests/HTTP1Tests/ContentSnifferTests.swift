import Bytes
import HTTP
import Testing

@Suite struct ContentSnifferTests {
  private func type(_ bytes: [UInt8]) -> String { "\(ContentSniffer.contentType(of: bytes.span))" }

  @Test(
    "RSP-5: text without a type is guessed to be text",
    arguments: [
      ("", "text/plain; charset=utf-8"), ("hello", "text/plain; charset=utf-8"),
      ("{\"a\":1}", "text/plain; charset=utf-8"), ("a\u{1B}b", "text/plain; charset=utf-8"),
      ("\u{FEFF}hello", "text/plain; charset=utf-8"), ("a\0b", "application/octet-stream"),
      ("\u{1}", "application/octet-stream"),
      ("<!DOCTYPE html>", "text/html; charset=utf-8"), (" \n<hTmL>", "text/html; charset=utf-8"),
      ("<a href>", "text/html; charset=utf-8"), ("<html", "text/plain; charset=utf-8"),
      ("<htmlx>", "text/plain; charset=utf-8"), ("<!-- x", "text/html; charset=utf-8"),
      ("\t<?xml version", "text/xml; charset=utf-8"), ("<?XML", "text/plain; charset=utf-8"),
      ("%PDF-1.4", "application/pdf"), ("%!PS-Adobe-3", "application/postscript"),
      ("GIF89a..", "image/gif"), ("GIF87a", "image/gif"), ("BM", "image/bmp"),
      ("RIFF1234WEBPVP8", "image/webp"), ("RIFF1234WAVE", "audio/wave"),
      ("RIFF1234AVI ", "video/avi"), ("RIFF1234", "text/plain; charset=utf-8"),
      ("FORM1234AIFF", "audio/aiff"), ("ID3", "audio/mpeg"), ("OggS\0", "application/ogg"),
      ("MThd\0\0\0\u{6}", "audio/midi"), ("OTTO", "font/otf"), ("ttcf", "font/collection"),
      ("wOFF", "font/woff"), ("wOF2", "font/woff2"), ("PK\u{3}\u{4}", "application/zip"),
      ("Rar!\u{1A}\u{7}\0", "application/x-rar-compressed"),
      ("Rar!\u{1A}\u{7}\u{1}\0", "application/x-rar-compressed"),
    ])
  func text(_ content: String, _ wanted: String) {
    #expect(type(Array(content.utf8)) == wanted)
  }

  @Test("NOP-1: binary content without a type is guessed by its first bytes")
  func binary() {
    #expect(type([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == "image/png")
    #expect(type([0xFF, 0xD8, 0xFF, 0xE0]) == "image/jpeg")
    #expect(type([0x1F, 0x8B, 0x08]) == "application/x-gzip")
    #expect(type([0, 0, 1, 0]) == "image/x-icon")
    #expect(type([0, 0, 2, 0]) == "image/x-icon")
    #expect(type([0, 1, 0, 0]) == "font/ttf")
    #expect(type([0, 0x61, 0x73, 0x6D]) == "application/wasm")
    #expect(type([0x1A, 0x45, 0xDF, 0xA3]) == "video/webm")
    #expect(type([0xFE, 0xFF, 0, 0x61]) == "text/plain; charset=utf-16be")
    #expect(type([0xFF, 0xFE, 0x61, 0]) == "text/plain; charset=utf-16le")
    #expect(type([0xEF, 0xBB, 0xBF, 0]) == "text/plain; charset=utf-8")
    #expect(
      type([UInt8](repeating: 7, count: 34) + [0x4C, 0x50]) == "application/vnd.ms-fontobject")
  }

  @Test("an MP4 is known by a brand in its first box")
  func mp4() {
    let brand = Array("mp42".utf8)
    let other = Array("isom".utf8)
    let start = Array("ftyp".utf8)
    #expect(type([0, 0, 0, 12] + start + brand) == "video/mp4")
    #expect(type([0, 0, 0, 20] + start + other + [0, 0, 0, 1] + brand) == "video/mp4")
    // A version that reads like a brand is none; nor is one behind the box, nor a box cut short.
    #expect(type([0, 0, 0, 16] + start + other + brand) == "application/octet-stream")
    #expect(type([0, 0, 0, 12] + start + other + brand) == "application/octet-stream")
    #expect(type([0, 0, 0, 13] + start + brand + brand) == "application/octet-stream")
    #expect(type([0, 0, 1, 0] + start + brand) == "image/x-icon")
    #expect(type([0, 0, 0, 32] + start + brand) == "application/octet-stream")
  }

  @Test("only the first 512 bytes matter")
  func length() {
    #expect(
      type([UInt8](repeating: 0x61, count: 512) + [0]) == "text/plain; charset=utf-8")
    #expect(
      type([UInt8](repeating: 0x61, count: 511) + [0]) == "application/octet-stream")
  }
}
