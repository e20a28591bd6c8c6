import Framework
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: ["2024-02-29", "2000-02-29", "2023-12-31", "0001-01-01"])
  func daysThatExistAreDates(text: String) { #expect(CalendarDate(text)?.iso == text) }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-04-31", "2024-01-00", "2024-1-1", "24-01-01",
    "2024-01",
    "01/02/2024", "2024-01-01 ", "-024-01-01", "２０２４-01-01", "+024-01-01", "",
  ])
  func nothingElseIs(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func aDateIsReadAsWords() { #expect(CalendarDate("2024-02-09")?.inWords == "9 February 2024") }
}
