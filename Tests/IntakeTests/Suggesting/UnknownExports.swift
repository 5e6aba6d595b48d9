import RiskRegister
import TestSupport

/// A column of an invented export: what it is called there, and what stands in it.
struct WordedColumn {
    var heading: String
    var text: (TrueRisk) -> String

    init(_ heading: String, _ text: @escaping (TrueRisk) -> String) {
        (self.heading, self.text) = (heading, text)
    }

    init(_ heading: String, _ number: @escaping (TrueRisk) -> Int?) {
        self.init(heading) { risk in number(risk).map(String.init) ?? "" }
    }
}

/// An invented export in the words of some system, and which parts of the truth it holds.
struct WordedExport {
    enum Format: String {
        case csv = "CSV"
        case semicolons = "CSV with semicolons"
        case tabs = "TSV"
        case workbook = "XLSX"
        case oldWorkbook = "Excel 2003 XML"
        case elements = "XML, elements"
        case attributes = "XML, attributes"
        case named = "XML, named fields"
    }

    var name: String
    var format: Format
    var columns: [WordedColumn]
    /// The id as the export writes it.
    var id: (TrueRisk) -> String
    /// Which scores it holds, and which of their numbers.
    var holds: [ScoreKind: Set<Part>]
    /// Rows above the headings.
    var titles: [[String]] = []
    /// Which days it holds.
    var days: Set<String> = ["opened", "due"]

    enum Part: CaseIterable { case likelihood, consequence, score }

    func bytes(_ risks: [TrueRisk]) -> (bytes: [UInt8], file: String) {
        let headings = columns.map(\.heading)
        let rows = risks.map { risk in columns.map { $0.text(risk) } }
        let table = titles + [headings] + rows
        switch format {
        case .csv: return (delimited(table, ","), "risk register.csv")
        case .semicolons: return (delimited(table, ";"), "export.csv")
        case .tabs: return (delimited(table, "\t"), "export.tsv")
        case .workbook:
            return (
                TestBook.table(table, [["Notes"], ["Made by hand"]], names: ["Register", "Notes"])
                    .zip.bytes(), "register.xlsx"
            )
        case .oldWorkbook: return (oldWorkbook(table), "register.xml")
        case .elements:
            return xml(rows) { row in
                "<RiskRecord>"
                    + zip(headings, row).map { "<\($0)>\(TestBook.escaped($1))</\($0)>" }.joined()
                    + "</RiskRecord>"
            }
        case .attributes:
            return xml(rows) { row in
                "<Line "
                    + zip(headings, row).map { "\($0)=\"\(TestBook.escaped($1))\"" }.joined(
                        separator: " ") + "/>"
            }
        case .named:
            return xml(rows) { row in
                "<entry>"
                    + zip(headings, row).map {
                        "<field name=\"\($0)\">\(TestBook.escaped($1))</field>"
                    }.joined() + "</entry>"
            }
        }
    }

    private func delimited(_ rows: [[String]], _ separator: String) -> [UInt8] {
        let lines = rows.map { row in
            row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: separator)
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private func xml(_ rows: [[String]], _ record: ([String]) -> String) -> ([UInt8], String) {
        let head =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><RiskExtract><runDate>2026-06-30</runDate><items>"
        return (
            Array(
                (head + rows.map(record).joined(separator: "\n") + "</items></RiskExtract>").utf8),
            "extract.xml"
        )
    }

    private func oldWorkbook(_ rows: [[String]]) -> [UInt8] {
        let cells = rows.map { row in
            "<Row>"
                + row.map {
                    "<Cell><Data ss:Type=\"\(TestBook.isNumber($0) ? "Number" : "String")\">\(TestBook.escaped($0))</Data></Cell>"
                }.joined() + "</Row>"
        }
        return Array(
            """
            <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
            <Worksheet ss:Name="Risks"><Table>\(cells.joined(separator: "\n"))</Table></Worksheet></Workbook>
            """.utf8)
    }
}

extension Day {
    /// Its year, month and day.
    private var parts: [String] { description.split(separator: "-").map(String.init) }
    private func short(_ part: String) -> Int { Int(part) ?? 0 }

    /// 04/05/2026 is 4 May.
    var british: String { "\(parts[2])/\(parts[1])/\(parts[0])" }
    /// 5/4/2026 is 4 May.
    var american: String { "\(short(parts[1]))/\(short(parts[2]))/\(parts[0])" }
    /// 4 May 2026.
    var worded: String {
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        return "\(short(parts[2])) \(names[short(parts[1]) - 1]) \(parts[0])"
    }
}

/// Words of a step, as systems write them.
func likelihoodWord(_ step: Int?) -> String {
    step.map { ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"][$0 - 1] } ?? ""
}

func bandWord(_ score: Int?) -> String {
    score.map { $0 >= 15 ? "Extreme" : $0 >= 8 ? "High" : $0 >= 4 ? "Moderate" : "Low" } ?? ""
}
