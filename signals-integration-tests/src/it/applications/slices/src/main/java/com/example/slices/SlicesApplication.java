package com.example.slices;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class SlicesApplication {

}
