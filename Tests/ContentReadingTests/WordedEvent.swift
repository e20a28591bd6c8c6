import ContentReading

/// An event of a document with its words beside it.
enum WordedEvent: Equatable {
  case start(MarkdownDocument.Element)
  case end(MarkdownDocument.Element)
  case text(String)
  case code(String)
  case softBreak
  case lineBreak
  case codeBlock(String, language: String?)
  case thematicBreak
}

extension MarkdownDocument {
  var wordedEvents: [WordedEvent] {
    events.map { event in
      switch event {
      case .start(let element): .start(element)
      case .end(let element): .end(element)
      case .text(let words): .text(string(words))
      case .code(let words): .code(string(words))
      case .softBreak: .softBreak
      case .lineBreak: .lineBreak
      case .codeBlock(let words, let language): .codeBlock(string(words), language: language)
      case .thematicBreak: .thematicBreak
      }
    }
  }

  private func string(_ words: TextRange) -> String { String(decoding: text[words.bytes], as: UTF8.self) }
}
