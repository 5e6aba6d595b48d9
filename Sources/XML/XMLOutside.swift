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

/// Something that an element around records says once for all of them.
///
///     <Group1 Directorate="Adults"><Detail_Collection><Detail id="7"/><Detail id="8"/>...
///     <Group><Lead>M Ash</Lead><Risk/><Risk/></Group>
package struct XMLGroupValue: Sendable, Hashable {
    /// The local name of the element around the records ("Group1").
    package var element: String
    /// The attribute, or the element in it before the records ("Directorate").
    package var name: String
    /// What it says.
    package var text: String
}

/// Keeps what stands outside the records of an export, up to a bound: an export's day and scope are
/// often written there.
struct XMLOutside {
    /// An element that is open, and what it has said so far.
    private struct Open {
        let name: String
        let path: String
        /// Its place in `elements`, which are bounded.
        let index: Int?
        var values: [XMLGroupValue] = []
        /// Its own text, while no element or record has begun in it.
        var text: String? = ""
    }

    private(set) var elements: [XMLOutsideElement] = []
    private var open: [Open] = []
    private var bytes = 0
    /// How many elements began, those past the bound included.
    private(set) var count = 0
    /// Something was said, or is no longer said, since the last record began.
    private var isChanged = false

    private static let elementLimit = 200
    private static let byteLimit = 1 << 16
    private static let valueLimit = 64

    mutating func start(_ name: String, line: Int) {
        count += 1
        let path = open.last.map { $0.path + "/" + name } ?? name
        if !open.isEmpty { open[open.count - 1].text = nil }
        guard elements.count < Self.elementLimit, bytes < Self.byteLimit else {
            open.append(Open(name: name, path: path, index: nil))
            return
        }
        bytes += path.utf8.count
        open.append(Open(name: name, path: path, index: elements.count))
        elements.append(XMLOutsideElement(path: path, line: line, attributes: [], text: ""))
    }

    mutating func attribute(_ name: String, _ value: UnsafeBufferPointer<UInt8>) {
        guard let last = open.last else { return }
        let kept = UnsafeBufferPointer(rebasing: value.prefix(1_000))
        let text = String(decoding: kept, as: UTF8.self).replacing("&#38;", with: "&")
        say(XMLGroupValue(element: last.name, name: name, text: text), at: open.count - 1)
        guard let index = last.index, bytes < Self.byteLimit else { return }
        bytes += name.utf8.count + kept.count
        elements[index].attributes.append(XMLAttribute(name: name, value: text))
    }

    mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
        guard let last = open.last else { return }
        let isSpace = text.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        let kept = UnsafeBufferPointer(rebasing: text.prefix(1_000))
        if let own = last.text, own.utf8.count < 1_000, !(isSpace && own.isEmpty) {
            open[open.count - 1].text = own + String(decoding: kept, as: UTF8.self)
        }
        guard let index = last.index, bytes < Self.byteLimit else { return }
        if isSpace && elements[index].text.isEmpty { return }
        bytes += kept.count
        elements[index].text += String(decoding: kept, as: UTF8.self)
    }

    mutating func end() {
        guard let last = open.popLast() else { return }
        if !last.values.isEmpty { isChanged = true }
        // An element that is only a text says something of what follows it.
        if let text = last.text, !text.isEmpty, let around = open.last {
            say(
                XMLGroupValue(element: around.name, name: last.name, text: text), at: open.count - 1
            )
        }
    }

    /// The root's own are the head of the file, and not a group's.
    private mutating func say(_ value: XMLGroupValue, at place: Int) {
        guard place > 0, open[place].values.count < Self.valueLimit else { return }
        open[place].values.append(value)
        isChanged = true
    }

    /// What the open elements say of the record that begins, the outermost first; nil when it is what they said
    /// of the one before.
    mutating func group() -> [XMLGroupValue]? {
        if !open.isEmpty { open[open.count - 1].text = nil }
        guard isChanged else { return nil }
        isChanged = false
        return open.flatMap(\.values)
    }
}
