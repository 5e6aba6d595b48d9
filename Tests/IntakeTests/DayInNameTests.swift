import Intake
import RiskRegister
import Testing

@Test(
    "The day that a file's name says",
    arguments: [
        ("risks-2026-05-31.xml", "2026-05-31"), ("HLRR 30.06.26 final v2.xlsx", "2026-06-30"),
        ("20260531_risks.csv", "2026-05-31"), ("31052026.csv", "2026-05-31"),
        ("Risk register May 2026.csv", "2026-05-31"), ("2026-02.xml", "2026-02-28"),
        ("export 4 Sept 2026 (2).xml", "2026-09-04"), ("2026 June.xlsx", "2026-06-30"),
        ("datix_13-5-2026.xml", "2026-05-13"), ("5-13-2026.xml", "2026-05-13"),
        // Two days, none, and what only looks like one.
        ("2026-05-31 to 2026-06-30.xml", nil), ("risks.xml", nil), ("margin 2026 summary.xml", nil),
        ("4107-99-12.xml", nil), ("v1.2.xml", nil), ("ward 12 31.xml", nil),
    ] as [(String, String?)])
func dayInName(_ name: String, _ day: String?) {
    #expect(DayInName.day(name) == day.flatMap { Day($0) })
}
