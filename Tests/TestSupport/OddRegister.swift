/// A register of invented records with what goes wrong in real ones, as rows of texts.
package struct OddRegister {
    package static let headings = [
        "Risk ID", "Risk title", "Description", "Directorate", "Risk owner", "Status",
        "Approval status", "Current likelihood", "Current consequence", "Current rating",
        "Target rating", "Date opened", "Review date", "Date closed", "Strategic objectives",
        "Local colour",
    ]

    /// The records, each a text for each heading.
    package let rows: [[String]]

    /// A register of a seed: the same seed gives the same records.
    package init(seed: UInt64, count: Int = 60) {
        var random = SplitMix(seed)
        func one(_ texts: [String]) -> String { texts[random.below(texts.count)] }
        var rows: [[String]] = []
        for number in 1...count {
            let likelihood = 1 + random.below(5)
            let consequence = 1 + random.below(5)
            let score = likelihood * consequence
            let isEmpty = random.below(12) == 0
            rows.append([
                one(["\(4_000 + number)", "\(4_000 + number)", "00\(number)", "NBC-\(number)", ""]),
                one([
                    "Staffing, ward \(number)", "A \"so called\" risk \(number)",
                    "=cmd|' /C calc'!A\(number)", "Größe & Maß < \(number)", "-\(number) beds",
                    "Title \(number) with two\nlines",
                ]),
                one([
                    "<p>One</p><p>Two &amp; three</p>", "", "R&amp;D; \t tab", "Naïve café – dash",
                    "@SUM(1)", "line one\n\nline three; \"quoted\"",
                ]),
                one(["Adults", "AD", "Children and Young People", " Corporate ", ""]),
                one(["M Ash", "O'Neil, Jo", "", "Dr. Ü"]),
                one(["Open", "Open", "Closed", "open ", "Sleeping", ""]),
                one(["Finally approved", "Awaiting final approval", "Rejected", "", "Odd"]),
                isEmpty ? "" : one(["\(likelihood)", "\(likelihood) - Likely"]),
                isEmpty ? "" : "\(consequence)",
                isEmpty
                    ? ""
                    : one([
                        "\(score)", "\(score)", "\(score + 1)", "\(likelihood)x\(consequence)",
                        "18", "high",
                    ]),
                one(["6", "8", "", "0", "99"]),
                one(["2025-01-13", "13/01/2025", "13 Jan 2025", "31/02/2025", ""]),
                one(["30/07/2026", "2026-07-30", ""]), one(["", "", "", "01/06/2026"]),
                one(["WF1", "WF1; WF2", "N/A", "", "Not one"]), one(["red", "", "007", "1e3"]),
            ])
            // The same record again, and a second one of its id that says something else.
            if random.below(15) == 0 || number == 9, let last = rows.last {
                var other = last
                other[9] = one(["20", ""])
                rows.append(random.below(2) == 0 ? last : other)
            }
        }
        self.rows = rows
    }

    /// The register as XML.
    package var xml: String {
        let records = rows.map { row in
            let fields = zip(Self.headings, row).map { name, text in
                "<field name=\"\(name)\">\(TestBook.escaped(text))</field>"
            }
            return "<Record>\(fields.joined())</Record>"
        }
        return
            "<Records extractDate=\"2026-06-30\" organisation=\"NBC\">\(records.joined(separator: "\n"))</Records>"
    }

    /// The rows of a table: the head that tables have above their headings, and the total below.
    package var table: [[String]] {
        [["Extract date:", "2026-06-30"], ["Organisation:", "NBC"], Self.headings] + rows
            + [["Total", "", "", "", "", "", "", "", "", "\(rows.count)"]]
    }

    /// The register as text between separators.
    package func text(_ separator: String, lineEnd: String = "\r\n") -> String {
        table.map { row in
            row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: separator)
        }.joined(separator: lineEnd) + lineEnd
    }

    /// The register as a workbook.
    package var workbook: [UInt8] { TestBook.table(table).zip.bytes() }

    /// Excel's XML of 2003.
    package var oldWorkbook: String {
        let rows = table.map { row in
            let cells = row.enumerated().filter { !$0.element.isEmpty }.map { column, text in
                let type = TestBook.isNumber(text) ? "Number" : "String"
                return "<Cell ss:Index=\"\(column + 1)\"><Data ss:Type=\"\(type)\">"
                    + TestBook.escaped(text).replacing("\n", with: "&#10;") + "</Data></Cell>"
            }
            return "<Row>\(cells.joined())</Row>"
        }
        return """
            <?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" \
            xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Risks"><Table>\
            \(rows.joined(separator: "\n"))</Table></Worksheet></Workbook>
            """
    }

    /// The register as a document.
    package var document: [UInt8] { TestDocument.bytes(table) }
}
