import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// A person whom one record names as its owner is found in the text of another, however little is read.
@Suite("People whom a register names") struct NamedPeopleTests {
    private func desk(owner: String) throws -> TestDesk {
        let desk = try TestDesk()
        let text = """
            Risk ID,Title,Description,Owner,Current rating
            7,A,Rota,"\(owner)",16
            8,B,The rota of Jo O'Neil fails,Head of Estates,16
            """
        let file = try desk.bench.write("risks.csv", text)
        _ = try desk.ask(
            ImportRequest([file], asAt: Day("2026-06-30"), rules: Workbench.path("Rules/hct")))
        return desk
    }

    private func found(_ desk: TestDesk, _ ids: [String]?) throws -> [String] {
        let request = FindingsRequest(owner: ids == nil ? nil : "Head of Estates")
        return try desk.ask(request).findings.filter { $0.code == "TX05" }
            .map { "\($0.id): \($0.message)" }
    }

    @Test("Asked about everything and about one owner's risks the answer is the same")
    func wholeAndPart() throws {
        let desk = try desk(owner: "O'Neil, Jo")
        let message = "8: possible name of a person in the register (at 13) in description"
        #expect(try found(desk, nil) == [message])
        #expect(try found(desk, ["8"]) == [message])
        let line = try desk.ask(RisksRequest()).risks.first { $0.id == "8" }
        #expect(line?.findings.contains("TX05") == true)
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("Nobody is a person whom no record names")
    func nobody() throws {
        let desk = try desk(owner: "Ward Manager")
        #expect(try found(desk, nil).isEmpty)
        #expect(try found(desk, ["8"]).isEmpty)
    }
}
