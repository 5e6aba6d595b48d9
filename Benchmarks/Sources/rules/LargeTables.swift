import DMN
import DMNXML
import FEEL

/// Tables of many rows: how many look-ups a second, and how many by going through the rows.
struct LargeTable {
    let rows: Int

    /// What a row asks: a range of numbers, a day from which on, and one of two areas.
    private struct Row {
        let low: Int
        let from: CalendarDate?
        let area: String?

        var cells: [String] {
            [
                "[\(low)..\(low + 14))", from.map { ">= @\"\($0)\"" } ?? "-",
                area.map { "\"\($0)\", \"All\"" } ?? "-",
            ]
        }
    }

    private let table: [Row]

    init(rows: Int) {
        self.rows = rows
        table = (0..<rows).map { row in
            Row(
                low: 10 * row,
                from: row % 3 == 0
                    ? nil : CalendarDate(year: 2020 + row % 7, month: 1 + row % 9, day: 1),
                area: row % 2 == 0 ? nil : "Area \(row % 50)")
        }
    }

    private static let columns = [
        ("amount", "number"), ("day", "date"), ("area", "string"),
    ]

    /// The table as a model.
    func model() throws -> DecisionModel {
        var xml = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="large" namespace="urn:large">
            """
        for (name, type) in Self.columns {
            xml +=
                "<inputData id=\"\(name)\" name=\"\(name)\"><variable name=\"\(name)\" typeRef=\"\(type)\"/></inputData>"
        }
        xml += "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>"
        for (name, _) in Self.columns {
            xml +=
                "<informationRequirement><requiredInput href=\"#\(name)\"/></informationRequirement>"
        }
        xml += "<decisionTable hitPolicy=\"FIRST\">"
        for (name, type) in Self.columns {
            xml +=
                "<input><inputExpression typeRef=\"\(type)\"><text>\(name)</text></inputExpression></input>"
        }
        xml += "<output name=\"row\"/>"
        for (number, row) in table.enumerated() {
            xml += "<rule>"
            for cell in row.cells {
                xml += "<inputEntry><text>\(cell.replacing("<", with: "&lt;"))</text></inputEntry>"
            }
            xml += "<outputEntry><text>\(number)</text></outputEntry></rule>\n"
        }
        xml += "</decisionTable></decision></definitions>"
        let definitions = try ModelFiles.definitions(bytes: Array(xml.utf8), file: "large.dmn")
        return try DecisionModel(definitions)
    }

    /// What is asked of the table.
    struct Input {
        let amount: Int
        let day: CalendarDate
        let area: String

        func put(into values: inout [Value]) {
            values[0] = .number(Decimal128(amount))
            values[1] = .date(day)
            values[2] = .string(area)
        }
    }

    /// Inputs that hit all over the table.
    func inputs(_ count: Int) -> [Input] {
        (0..<count).compactMap { number in
            CalendarDate(year: 2019 + number % 9, month: 1 + number % 9, day: 15).map {
                Input(amount: number &* 7_919 % (10 * rows), day: $0, area: "Area \(number % 50)")
            }
        }
    }

    /// The first row that an input matches, by a loop over the rows as one would write it by hand.
    @inline(never)
    func scan(_ input: Input) -> Int? {
        table.firstIndex { row in
            input.amount >= row.low && input.amount < row.low + 14
                && row.from.map { input.day >= $0 } ?? true
                && row.area.map { input.area == $0 || input.area == "All" } ?? true
        }
    }
}
