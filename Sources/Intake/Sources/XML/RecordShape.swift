import RiskRegister
import XML

/// Turns a record of any of the shapes that exports have into named fields, text untouched.
///
/// - `<Risk><recordid>7</recordid></Risk>`: the element's name;
/// - `<field name="ram_name">..</field>`: the name it gives;
/// - `<Detail recordid="7"/>`: the attribute's name;
/// - `<ram_cur_level code="EXTREME">Extreme</ram_cur_level>`: also `ram_cur_level/@code`;
/// - `<scores><current>12</current></scores>`: `scores/current`;
/// - HTML inside a field: the field's text with its tags, as a browser would get it.
enum RecordShape {
    /// The fields of a record, in the file's order.
    static func fields(_ record: borrowing XMLRecord) -> [RawField] {
        var fields: [RawField] = []
        fields.reserveCapacity(record.count)
        for place in 0..<record.attributeCount(0) {
            guard let name = attributeName(record, 0, place) else { continue }
            fields.append(RawField(name: name, text: record.attributeString(0, place)))
        }
        var index = 1
        while index < record.count {
            index = append(record, index, path: "", &fields)
        }
        // A record that is only text has no names to give; it is kept under its own.
        if record.count == 1, !isSpace(record.bytes(0)) {
            fields.append(RawField(name: record.name(0).local, text: record.string(0)))
        }
        return fields
    }

    /// Adds an element's fields and returns the number of the next element behind it.
    private static func append(
        _ record: borrowing XMLRecord, _ index: Int, path: String, _ fields: inout [RawField]
    ) -> Int {
        let local = record.name(index).local
        var own = local
        var nameGiver: Int?
        var valueGiver: Int?
        if record.attributeCount(index) > 0, generic.contains(local.lowercased()) {
            for place in 0..<record.attributeCount(index) {
                let name = record.attributeName(index, place).local.lowercased()
                if nameGiver == nil, nameAttributes.contains(name) { nameGiver = place }
                if name == "value" { valueGiver = place }
            }
            if let nameGiver { own = record.attributeString(index, nameGiver) }
        }
        let name = path.isEmpty ? own : path + "/" + own
        var next = index + 1
        if !record.hasChildren(index) {
            if let valueGiver, nameGiver != nil, isSpace(record.bytes(index)) {
                let text = record.attributeString(index, valueGiver)
                fields.append(RawField(name: name, text: text))
            } else {
                valueGiver = nil
                fields.append(RawField(name: name, text: record.string(index)))
            }
        } else if isMarkup(record, index) {
            var text = ""
            next = appendMarkup(record, index, &text)
            fields.append(RawField(name: name, text: text))
        } else {
            let depth = record.depth(index)
            let text = ownText(record, index)
            if !text.isEmpty { fields.append(RawField(name: name, text: text)) }
            while next < record.count, record.depth(next) > depth {
                next = append(record, next, path: name, &fields)
            }
        }
        for place in 0..<record.attributeCount(index)
        where place != nameGiver && place != valueGiver {
            guard let attribute = attributeName(record, index, place) else { continue }
            fields.append(
                RawField(
                    name: name + "/@" + attribute, text: record.attributeString(index, place)))
        }
        return next
    }

    private static let generic: Set<String> = [
        "field", "column", "col", "property", "prop", "item", "attribute", "value", "data", "cell",
        "udf", "element",
    ]
    private static let nameAttributes: Set<String> = ["name", "key", "label", "caption", "field"]
    private static let markup: Set<String> = [
        "p", "br", "b", "i", "u", "em", "strong", "span", "div", "font", "ul", "ol", "li", "a",
        "table", "tbody", "thead", "tr", "td", "th", "sub", "sup", "hr", "pre", "small", "h1", "h2",
        "h3", "h4", "h5", "h6", "html", "body", "blockquote",
    ]

    /// An attribute's name; nil for those of XML Schema (`xsi:nil`) and of XML itself.
    private static func attributeName(
        _ record: borrowing XMLRecord, _ index: Int, _ place: Int
    ) -> String? {
        let name = record.attributeName(index, place)
        switch name.namespace {
        case "http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org/XML/1998/namespace":
            return nil
        default: return name.local
        }
    }

    /// Whether everything inside an element is HTML.
    private static func isMarkup(_ record: borrowing XMLRecord, _ index: Int) -> Bool {
        var next = index + 1
        while next < record.count, record.depth(next) > record.depth(index) {
            guard markup.contains(record.name(next).local.lowercased()) else { return false }
            next += 1
        }
        return true
    }

    /// Writes an element's content as HTML: tags without attributes, text escaped.
    private static func appendMarkup(
        _ record: borrowing XMLRecord, _ index: Int, _ text: inout String
    ) -> Int {
        let bytes = record.bytes(index)
        guard let base = bytes.baseAddress else { return index + 1 }
        var position = 0
        var next = index + 1
        func escape(to end: Int) -> String {
            let part = UnsafeBufferPointer(rebasing: bytes[position..<max(position, end)])
            return String(decoding: part, as: UTF8.self)
                .replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        }
        while next < record.count, record.depth(next) > record.depth(index) {
            let child = record.bytes(next)
            let start = child.baseAddress.map { $0 - base } ?? position
            text += escape(to: start)
            let name = record.name(next).local.lowercased()
            if child.isEmpty && !record.hasChildren(next) {
                text += "<\(name)/>"
                next += 1
            } else {
                text += "<\(name)>"
                next = appendMarkup(record, next, &text)
                text += "</\(name)>"
            }
            position = start + child.count
        }
        text += escape(to: bytes.count)
        return next
    }

    /// An element's own text, without that of the elements inside it; empty when it is white space.
    private static func ownText(_ record: borrowing XMLRecord, _ index: Int) -> String {
        let bytes = record.bytes(index)
        guard let base = bytes.baseAddress else { return "" }
        var kept: [UInt8] = []
        var position = 0
        var next = index + 1
        while next < record.count, record.depth(next) > record.depth(index) {
            if record.depth(next) == record.depth(index) + 1 {
                let child = record.bytes(next)
                let start = child.baseAddress.map { $0 - base } ?? position
                kept += bytes[position..<max(position, start)]
                position = start + child.count
            }
            next += 1
        }
        kept += bytes[position...]
        return kept.withUnsafeBufferPointer(isSpace) ? "" : String(decoding: kept, as: UTF8.self)
    }

    /// Whether bytes are white space only.
    static func isSpace(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }
}
