import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// A desk over a register of its own, with stories imported.
struct TestDesk {
    let bench: Workbench
    let desk: Desk
    let now = Now(instant: "2026-08-06T07:06:40Z", day: Day(number: 20_671))

    /// A desk over no register yet.
    init() throws {
        bench = try Workbench()
        desk = Desk(register: bench.path("register.sqlite"), software: "test")
    }

    /// A desk with a story's files, one import each.
    init(story: String, _ files: String...) throws {
        try self.init()
        for file in files { try take(story, file) }
    }

    /// Imports a file of a story, perhaps as another organisation's, each word changed where it first stands.
    @discardableResult
    func take(
        _ story: String, _ file: String, as organisation: String = "NBC",
        changing words: [(String, String)] = []
    ) throws -> ImportAnswer {
        var text = try String(
            contentsOfFile: Workbench.path("Samples/stories/\(story)/\(file)"), encoding: .utf8
        ).replacing("organisation=\"NBC\"", with: "organisation=\"\(organisation)\"")
        for (old, new) in words {
            try #require(text.contains(old))
            text = text.replacing(old, with: new, maxReplacements: 1)
        }
        return try ask(
            ImportRequest(
                [try bench.write("\(organisation)-\(file)", text)],
                rules: Workbench.path("Rules/hct")))
    }

    /// The answer to a request; whoever runs the program asks, unless somebody else is named.
    func ask<Request: DeskRequest>(
        _ request: Request, as asker: Asker = .commandLine
    ) throws(DeskFailure) -> Request.Answer {
        try desk.answer(request, for: asker, now: now)
    }

    /// The failure of a request that must fail.
    func failure(
        of request: some DeskRequest, as asker: Asker = .commandLine,
        at location: SourceLocation = #_sourceLocation
    ) throws -> DeskFailure {
        do {
            _ = try ask(request, as: asker)
        } catch {
            return error
        }
        Issue.record("it did not fail", sourceLocation: location)
        return DeskFailure(.unexpected, "it did not fail")
    }

    /// How many entries the chain has.
    func entries() throws -> Int { try ask(VerifyRequest()).entries }
}

/// A ruling on a risk of story A, that asks to take 2101 off the HLRR unless it is told otherwise.
func ruling(
    _ id: String = "2101", _ verb: Ruling.Verb = .agree, _ register: String = "HLRR",
    by: String = "A Chair", on date: String = "2026-06-30", until: String? = nil, seen: Int? = nil,
    organisation: String? = nil
) throws -> RuleRequest {
    RuleRequest(
        id: id, organisation: organisation, verb: verb, register: register, by: by, role: "Chair",
        meeting: "Executive Team", date: try #require(Day(date)), why: "controls are in place",
        until: until.flatMap { Day($0) }, seen: seen)
}
