import XML

/// The texts of a workbook's XML.
enum SheetText {
    /// The text of a string item: its runs together, without the readings of East Asian words.
    static func text(of record: borrowing XMLRecord, in parent: Int) -> String {
        let depth = record.depth(parent)
        var text = ""
        var index = parent + 1
        var readings: Int?
        while index < record.count, record.depth(index) > depth {
            defer { index += 1 }
            if let level = readings, record.depth(index) > level { continue }
            readings = nil
            switch record.localName(record.nameNumber(index)) {
            case "t": text += WorkbookEscapes.unescaped(record.string(index))
            case "rPh": readings = record.depth(index)
            default: break
            }
        }
        return text
    }

    /// A text whose lines end as everywhere.
    static func lines(_ text: String) -> String {
        text.utf8.contains(0x0D)
            ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
    }
}
