import Foundation
import RegisterDesk
import RiskRegister

// Asks a desk that stays open the same questions again and again, as a browser's server does, and
// prints what each answer takes the first time and then (`Benchmarks/run.sh questions`).
//
//     desk-clock register.sqlite 420

guard CommandLine.arguments.count == 3 else {
    print("usage: desk-clock REGISTER RISK")
    exit(64)
}
let desk = Desk(register: CommandLine.arguments[1], software: "desk-clock")
let now = Now(instant: "2026-11-30T00:00:00Z", day: Day(number: 20_787))
let risk = CommandLine.arguments[2]
let clock = ContinuousClock()

/// Asks one question 51 times more, and prints its first time, the median of the rest and the slowest.
func ask<Request: DeskRequest>(_ name: String, _ request: Request) throws {
    var times = try (0..<52).map { _ in
        try clock.measure { _ = try desk.answer(request, for: .commandLine, now: now) }
    }
    func words(_ time: Duration) -> String {
        String(format: "%7.2f ms", time / .milliseconds(1))
    }
    let first = times.removeFirst()
    times.sort()
    let again = (times[times.count / 2], times[times.count - 1])
    let name = name.padding(toLength: 28, withPad: " ", startingAt: 0)
    print("\(name) first \(words(first)), again \(words(again.0)), slowest of 51 \(words(again.1))")
}

try ask("show \(risk)", ShowRequest(risk))
try ask("explain \(risk)", ExplainRequest(risk))
try ask("risks --on HLRR", RisksRequest(register: "HLRR"))
try ask("risks --waiting", RisksRequest(onlyWaiting: true))
try ask("risks", RisksRequest())
try ask("findings", FindingsRequest())
try ask("changes", ChangesRequest())
