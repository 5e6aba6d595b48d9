/// One element outside the records: part of the head of an export.
package struct XMLOutsideElement: Sendable, Hashable {
    /// The local names from the root to the element, joined by `/`.
    package var path: String

    /// The line of its start tag, from 1.
    package var line: Int

    /// Its attributes: local name and value.
    package var attributes: [XMLAttribute]

    /// Its own text, without the text of elements below it.
    package var text: String
}

/// Keeps what stands outside the records of an export, up to a bound: an export's day and scope are
/// often written there.
struct XMLOutside {
    private(set) var elements: [XMLOutsideElement] = []
    private var open: [(path: String, index: Int?)] = []
    private var bytes = 0
    /// How many elements began, those past the bound included.
    private(set) var count = 0

    private static let elementLimit = 200
    private static let byteLimit = 1 << 16

    mutating func start(_ name: String, line: Int) {
        count += 1
        let path = open.last.map { $0.path + "/" + name } ?? name
        guard elements.count < Self.elementLimit, bytes < Self.byteLimit else {
            open.append((path, nil))
            return
        }
        bytes += path.utf8.count
        open.append((path, elements.count))
        elements.append(XMLOutsideElement(path: path, line: line, attributes: [], text: ""))
    }

    mutating func attribute(_ name: String, _ value: UnsafeBufferPointer<UInt8>) {
        guard let index = open.last?.index, bytes < Self.byteLimit else { return }
        let kept = UnsafeBufferPointer(rebasing: value.prefix(1_000))
        bytes += name.utf8.count + kept.count
        elements[index].attributes.append(
            XMLAttribute(
                name: name,
                value: String(decoding: kept, as: UTF8.self).replacing("&#38;", with: "&")))
    }

    mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
        guard let index = open.last?.index, bytes < Self.byteLimit else { return }
        let isSpace = text.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        if isSpace && elements[index].text.isEmpty { return }
        let kept = UnsafeBufferPointer(rebasing: text.prefix(1_000))
        bytes += kept.count
        elements[index].text += String(decoding: kept, as: UTF8.self)
    }

    mutating func end() {
        if !open.isEmpty { open.removeLast() }
    }
}
