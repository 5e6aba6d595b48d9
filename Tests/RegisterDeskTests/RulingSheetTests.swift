import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// The questions of a meeting, as a sheet that goes out and comes back.
@Suite("Sheets of rulings") struct RulingSheetTests {
    private func fallen() throws -> TestDesk {
        let desk = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml", "2026-06-30.xml")
        return desk
    }

    private func said(_ edit: (inout RuleSheetRequest.Defaults) -> Void = { _ in })
        -> RuleSheetRequest.Defaults
    {
        var said = RuleSheetRequest.Defaults()
        (said.by, said.role, said.meeting) = ("A Chair", "Chair", "Executive Team")
        (said.date, said.why) = (Day("2026-07-12"), "controls are in place")
        edit(&said)
        return said
    }

    private func lines(_ path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).replacing("\u{FEFF}", with: "")
            .split(separator: "\r\n").map(String.init)
    }

    /// The sheet with some cells filled in, by the number of the row below the head.
    private func fill(
        _ path: String, _ cells: [(row: Int, column: String, text: String)]
    ) throws {
        var rows = try lines(path).map { $0.components(separatedBy: ",") }
        for cell in cells {
            let column = try #require(rows[0].firstIndex(of: cell.column))
            rows[cell.row][column] = cell.text
        }
        let text = rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test("A sheet that is not there is written: one row a question, by body, register and risk")
    func written() throws {
        let desk = try fallen()
        let path = desk.bench.path("all.csv")
        let answer = try desk.ask(RuleSheetRequest(path))
        #expect(answer.written == 3)
        let rows = try lines(path)
        #expect(
            rows.first
                == "organisation,id,title,register,question,since,needs,score,verb,why,until,body,by,"
                + "role,meeting,date,minute,under,owner,due,field,entry")
        #expect(rows.count == 4)
        #expect(rows[1].hasPrefix("NBC,2101,Vacancies in district nursing lead to missed visits,"))
        #expect(rows[1].contains("HLRR,Step down from HLRR?,2026-06-30,Executive Team,12,,"))
        #expect(rows[2].contains("BAF,Does it affect a strategic objective?"))
        #expect(rows[3].contains("BAF,Step down from BAF?,2026-06-30,Trust Board,12,,"))

        let board = desk.bench.path("board.csv")
        _ = try desk.ask(RuleSheetRequest(board, defaults: said { $0.terms.body = "board" }))
        #expect(try lines(board).count == 2)
        #expect(try lines(board)[1].contains("board,A Chair,Chair,Executive Team,2026-07-12"))
        let register = desk.bench.path("hlrr.csv")
        #expect(try desk.ask(RuleSheetRequest(register, register: "HLRR")).written == 1)
        let none = try desk.failure(of: RuleSheetRequest(desk.bench.path("x.csv"), register: "CRR"))
        #expect(none.meaning == .usage)
        #expect(
            try desk.failure(of: RuleSheetRequest(desk.bench.path("sheet.ods"))).meaning == .usage)
    }

    @Test(
        "A principal risk at its target has a row, which accept-risk answers"
    )
    func atTarget() throws {
        let desk = try TestDesk()
        let line = """
            </Objectives>
            <PrincipalRisk id="PR1" basis="held"><Title>Workforce</Title>
            <Current likelihood="2" consequence="4"/><Target likelihood="2" consequence="4"/>
            </PrincipalRisk>
            """
        try desk.take("a", "framework.xml", changing: [("</Objectives>", line)])
        let path = desk.bench.path("board.csv")
        _ = try desk.ask(RuleSheetRequest(path, defaults: said { $0.date = Day("2026-05-28") }))
        let question = "At its target: tolerate (accept-risk)"
        let row = try #require(try lines(path).firstIndex { $0.contains(question) })
        #expect(try lines(path)[row].contains("NBC,PR1,Workforce,BAF"))
        // The question has commas of its own, so that the row is filled in as text.
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let after = try #require(try lines(path)[row].range(of: ",8,,"))
        let filled = try lines(path)[row].replacingCharacters(
            in: after, with: ",8,accept-risk,"
        ).replacing(
            "controls are in place,", with: "controls are in place,2026-12-31",
            maxReplacements: 1)
        try Data(text.replacing(try lines(path)[row], with: filled).utf8)
            .write(to: URL(fileURLWithPath: path))
        #expect(try desk.ask(RuleSheetRequest(path)).recorded.count == 1)
        let next = desk.bench.path("next.csv")
        _ = try desk.ask(RuleSheetRequest(next))
        #expect(try !lines(next).contains { $0.contains(question) })
    }

    @Test("A sheet that is there is read back in one transaction; rows without a verb are counted")
    func readBack() throws {
        let desk = try fallen()
        let path = desk.bench.path("sheet.csv")
        _ = try desk.ask(RuleSheetRequest(path, defaults: said()))
        try fill(
            path,
            [
                (1, "verb", "agree"), (1, "minute", "ET/7"), (1, "body", "executive"),
                (2, "verb", "not-strategic"), (2, "until", "2026-12-31"),
            ])
        let entries = try desk.entries()
        let answer = try desk.ask(RuleSheetRequest(path))
        #expect(answer.recorded == [entries + 1, entries + 2])
        #expect(answer.leftAlone == 1 && answer.known.isEmpty)
        let moment = Moment(asAt: Day("2026-07-12"))
        let risks = try desk.ask(RisksRequest(moment)).risks
        #expect(risks.map(\.registers) == [["BAF"], ["HLRR"]])
        let line = try #require(try desk.ask(ShowRequest("2101", moment)).risk.rulings.first)
        #expect(line.body == "Executive Team" && line.minute == "ET/7")
        // The same sheet again records nothing, and says what it had recorded.
        let again = try desk.ask(RuleSheetRequest(path))
        #expect(again.recorded.isEmpty)
        #expect(again.known == answer.recorded)
        #expect(try desk.entries() == entries + 2)
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("One faulty row and nothing is recorded; each is named by file, row and column")
    func faulty() throws {
        let desk = try fallen()
        let path = desk.bench.path("sheet.csv")
        _ = try desk.ask(RuleSheetRequest(path, defaults: said()))
        try fill(
            path,
            [
                (1, "verb", "agree"), (2, "verb", "perhaps"), (3, "verb", "agree"),
                (3, "date", "12 July"),
            ])
        let entries = try desk.entries()
        let failure = try desk.failure(of: RuleSheetRequest(path))
        #expect(failure.meaning == .refused)
        #expect(
            failure.message.contains("sheet.csv:3:9: error: there is no verb perhaps; take one"))
        #expect(failure.message.contains("sheet.csv:4:16: error: 12 July is no day; write it as"))
        #expect(failure.message.contains("Nothing was recorded"))
        #expect(try desk.entries() == entries)

        // What the judge refuses is named in the same way, and takes the good rows with it.
        try fill(
            path,
            [
                (2, "verb", "release"), (3, "verb", "agree"), (3, "date", "2026-07-12"),
                (3, "id", "9999"),
            ])
        let judged = try desk.failure(of: RuleSheetRequest(path))
        #expect(judged.message.contains("sheet.csv:3:9: error: 2102 is not held on BAF"))
        #expect(judged.message.contains("sheet.csv:4:2: error: there is no risk 9999"))
        #expect(!judged.message.contains("sheet.csv:2:"))
        #expect(try desk.entries() == entries)
    }

    @Test("A row that says too little is told what to say, and options say it for all rows")
    func defaults() throws {
        let desk = try fallen()
        let path = desk.bench.path("sheet.csv")
        _ = try desk.ask(RuleSheetRequest(path))
        try fill(path, [(1, "verb", "agree")])
        let failure = try desk.failure(of: RuleSheetRequest(path))
        #expect(failure.message.contains("sheet.csv:2:16: error: there is no date"))
        #expect(try desk.ask(RuleSheetRequest(path, defaults: said())).recorded.count == 1)
    }

    @Test("A row on what was answered since the sheet was written is stale")
    func stale() throws {
        let desk = try fallen()
        let path = desk.bench.path("sheet.csv")
        _ = try desk.ask(RuleSheetRequest(path, defaults: said()))
        _ = try desk.ask(ruling(by: "P Jones", on: "2026-07-01"))
        try fill(path, [(1, "verb", "refuse")])
        let failure = try desk.failure(of: RuleSheetRequest(path))
        #expect(failure.meaning == .refused)
        #expect(failure.message.contains("it was ruled meanwhile"))
    }

    @Test("A title that looks like a formula is written as none, in CSV and in a workbook")
    func formulas() throws {
        let desk = try TestDesk()
        try desk.take("a", "framework.xml")
        for month in ["2026-05-31.xml", "2026-06-30.xml"] {
            try desk.take(
                "a", month,
                changing: [("Vacancies in district nursing lead to missed visits", "=1+1")])
        }
        let path = desk.bench.path("sheet.csv")
        _ = try desk.ask(RuleSheetRequest(path))
        #expect(try lines(path)[1].hasPrefix("NBC,2101,'=1+1,"))
        let book = desk.bench.path("sheet.xlsx")
        #expect(try desk.ask(RuleSheetRequest(book)).written == 3)
        let head = try Data(contentsOf: URL(fileURLWithPath: book)).prefix(2)
        #expect(head == Data("PK".utf8))
        // A workbook that was written is read: nothing is filled in yet.
        let answer = try desk.ask(RuleSheetRequest(book))
        #expect(answer.recorded.isEmpty && answer.leftAlone == 3)
    }

    @Test(
        "What is no such sheet is refused with its place",
        arguments: [
            ("", ":1:1: error: it is empty"), ("a,b\r\n1,2\r\n", "there is no column id"),
            ("id,verb,id\r\n", ":1:3: error: the column id stands twice"),
        ])
    func strange(_ text: String, _ message: String) throws {
        let desk = try fallen()
        let path = try desk.bench.write("sheet.csv", text)
        let failure = try desk.failure(of: RuleSheetRequest(path))
        #expect(failure.meaning == .refused)
        #expect(failure.message.contains(message), "\(failure.message)")
        let book = try desk.bench.write("sheet.xlsx", "no workbook")
        #expect(try desk.failure(of: RuleSheetRequest(book)).meaning == .refused)
    }
}
