import Foundation
import HTML
import Testing

/// JSON, read back by another reader.
@Suite struct JSONTests {
  @Test(arguments: ["\"", "\\", "\n\r\t", "\0\u{1}\u{1F}", "é\u{301}\u{200D}😀", "</script>", "\u{2028}", ""])
  func textComesBackAsItWas(text: String) throws {
    let bytes = JSON.object(["text": .text(text), "left out": nil, "list": .list([.number(-7), "x"])]).bytes()
    let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect((object["text"] as? String).map { Array($0.utf8) } == Array(text.utf8))
    #expect(object["left out"] == nil)
    #expect((object["list"] as? [Any])?.count == 2)
  }

  @Test func aValueThatWasWrittenBeforeStandsWhereItWasPut() {
    let kept: JSON = .kept(KeptBytes(JSON.texts(["a", "b"]).bytes()))
    let value: JSON = .object(["first": kept, "second": .list([.number(1), kept, kept]), "third": "c"])
    var file = FileBytes(isArchived: true)
    file.append(value)
    #expect(
      String(decoding: file.bytes, as: UTF8.self)
        == "{\"first\":[\"a\",\"b\"],\"second\":[1,[\"a\",\"b\"],[\"a\",\"b\"]],\"third\":\"c\"}")
    #expect(file.bytes == value.bytes() && file.archivedFile().checksum == CRC32.checksum(of: file.bytes))
  }

  @Test func inAPageNoTextEndsItsScript() throws {
    let json = JSON.object(["text": "</script><!--<script>&\u{2028}"])
    let html: HTML = "<script type=\"application/ld+json\">\(script: json)</script>"
    let text = String(decoding: html.bytes, as: UTF8.self)
    #expect(text.split(separator: "<").count == 2)
    let inside = text.dropFirst("<script type=\"application/ld+json\">".count).dropLast("</script>".count)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(inside.utf8)) as? [String: String])
    #expect(object["text"] == "</script><!--<script>&\u{2028}")
  }
}
